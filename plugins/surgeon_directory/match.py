"""stub"""
def conditions_of(m,u):
    v=m.vocabulary; best={}; bec={}
    for x in u.meant:
        e=v.entries[x.entry]
        if e.kind=='condition':
            best[e.slug]=best.get(e.slug,0)+x.score; bec.setdefault(e.slug,x.because)
    for x in u.meant:
        e=v.entries[x.entry]
        if e.kind=='procedure':
            for n,s in enumerate(e.linked[:6]):
                best[s]=best.get(s,0)+x.score*max(1,5-n)//10; bec.setdefault(s,x.because)
    return sorted(((s,p,bec[s]) for s,p in best.items()),key=lambda z:(-z[1],z[0]))
