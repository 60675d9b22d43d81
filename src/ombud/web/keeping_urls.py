"""Addresses of what keeps the desk running: sign-in, team, inboxes, outgoing mail.

They stand before allauth's own, whose sign-up and mails we do not offer.
"""

from django.urls import URLPattern, path

from .pages import inboxes, outgoing, signin, team

urlpatterns: list[URLPattern] = [
    path("account/login/", signin.login, name="account_login"),
    path("account/signup/", signin.closed, name="account_signup"),
    path("account/email/", signin.closed, name="account_email"),
    path("account/password/reset/", signin.forgotten, name="account_reset_password"),
    path("setup/", signin.setup, name="setup"),
    path("welcome/<str:word>/", signin.welcome, name="welcome"),
    path("team/", team.team, name="team"),
    path("team/new/", team.new, name="member-new"),
    path("team/<int:number>/", team.one, name="member"),
    path("team/<int:number>/link/", team.link, name="member-link"),
    path("team/<int:number>/leaving/", team.leaving, name="member-leaving"),
    path("team/<int:number>/cases/", team.cases, name="member-cases"),
    path("inboxes/", inboxes.inboxes, name="inboxes"),
    path("inboxes/new/", inboxes.new, name="inbox-new"),
    path("inboxes/<int:number>/", inboxes.one, name="inbox"),
    path("outgoing/", outgoing.outgoing, name="outgoing"),
]
