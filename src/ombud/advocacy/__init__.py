"""Briefs: a well-argued concern, put before whoever can end the trouble, and what came of it (duties D11, D14 to D16).

We promise that no brief leaves without evidence, an ask, an addressee and a date (D14), that its figures stand still
once it is sent, that nobody is quoted who did not allow it, and that it is closed only when everybody who complained
has been told what came of it (D16). We know the brief, what it stands on, whose voices are in it and what its leader
answered. Called by the journey and the doors; the sheet that people read is drawn here, once for desk, link and paper.
"""
