"""What a page says to search engines, in the terms of schema.org. No ratings: nobody here is rated.

Addresses are absolute or left out: a site that does not know where it lives names none. Templates write the values
with `tojson`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .models import Article, Condition, Medicine, Procedure, Reviewed, Surgeon

_CONTEXT = "https://schema.org"
_MOST_NAMES = 12
_ACCEPTS = {"newpt": True, "nopt": False, "existptonly": False, "existptfam": False}


def _said(**values: object) -> dict:
    """Only what has a value."""
    return {key.replace("at_", "@"): value for key, value in values.items() if value not in ("", None, [], {})}


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> dict:
    """The way to a page: title and address of every step, the page itself last."""
    items = [_said(at_type="ListItem", position=number, name=title, item=url) for number, (title, url) in enumerate(steps, 1)]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def physician(surgeon: Surgeon, medicine: Medicine, url: str) -> dict:
    """A surgeon, with the first office as address."""
    specialty = next((one.title for one in medicine.specialties if one.slug == surgeon.specialty), "")
    held = [one for one in surgeon.certifications if one.status == "certified"]
    offices = [
        _said(
            at_type="MedicalClinic",
            name=office.name,
            telephone=f"+1-{office.phone}",
            address=_said(
                at_type="PostalAddress",
                streetAddress=office.street,
                addressLocality=office.city,
                addressRegion=office.state,
                postalCode=office.zip,
                addressCountry="US",
            ),
        )
        for office in surgeon.offices
    ]
    return _said(
        at_context=_CONTEXT,
        at_type="Physician",
        name=surgeon.name.full,
        honorificSuffix=", ".join(surgeon.name.credentials),
        description=surgeon.summary,
        url=url,
        medicalSpecialty=specialty,
        usNPI=surgeon.npi,
        isAcceptingNewPatients=_ACCEPTS[surgeon.accepting_patients],
        knowsLanguage=list(surgeon.languages),
        telephone=offices[0]["telephone"],
        address=offices[0]["address"],
        location=offices if len(offices) > 1 else None,
        hospitalAffiliation=[_said(at_type="Hospital", name=name) for name in surgeon.hospitals],
        hasCredential=[
            _said(
                at_type="EducationalOccupationalCredential",
                credentialCategory="board certification",
                name=one.certificate,
                recognizedBy=_said(at_type="Organization", name=one.board),
            )
            for one in held
        ],
    )


def _review(reviewed: Reviewed) -> dict:
    if not reviewed.by:
        return {}
    return _said(lastReviewed=reviewed.on.isoformat() if reviewed.on else "", reviewedBy=_said(at_type="Person", name=reviewed.by))


def condition_page(condition: Condition, treatments: Sequence[str], url: str) -> dict:
    """A page about a condition. Signs are in patients' words."""
    about = _said(
        at_type="MedicalCondition",
        name=condition.title,
        alternateName=list(condition.also_called[:_MOST_NAMES]),
        description=condition.summary,
        code=[_said(at_type="MedicalCode", codingSystem="ICD-10-CM", codeValue=code) for code in condition.icd10],
        signOrSymptom=[_said(at_type="MedicalSymptom", name=words) for words in condition.symptoms[:_MOST_NAMES]],
        possibleTreatment=[_said(at_type="MedicalTherapy", name=name) for name in treatments],
    )
    return _said(
        at_context=_CONTEXT,
        at_type="MedicalWebPage",
        name=condition.title,
        url=url,
        dateModified=condition.updated.isoformat(),
        about=about,
        **_review(condition.reviewed),
    )


def procedure_page(procedure: Procedure, url: str) -> dict:
    """A page about a procedure."""
    about = _said(at_type="MedicalProcedure", name=procedure.title, alternateName=list(procedure.also_called[:_MOST_NAMES]), description=procedure.summary)
    return _said(
        at_context=_CONTEXT,
        at_type="MedicalWebPage",
        name=procedure.title,
        url=url,
        dateModified=procedure.updated.isoformat(),
        about=about,
        **_review(procedure.reviewed),
    )


def article(text: Article, publisher: str, url: str, image: str) -> dict:
    """A health story."""
    return _said(
        at_context=_CONTEXT,
        at_type="Article",
        headline=text.title,
        description=text.deck,
        url=url,
        image=image,
        datePublished=text.published.isoformat(),
        dateModified=text.updated.isoformat(),
        author=_said(at_type="Organization", name=publisher),
        publisher=_said(at_type="Organization", name=publisher),
    )
