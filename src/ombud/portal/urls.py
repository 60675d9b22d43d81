"""The addresses behind signed links. The word in them is the key: nothing else opens, and nothing else is needed."""

from django.urls import path

from . import alarm, brief, customer, handler

app_name = "portal"
urlpatterns = [
    path("a/<str:word>/", alarm.page, name="alarm"),
    path("a/<str:word>/heeding/", alarm.heeding, name="alarm-heeding"),
    path("c/<str:word>/", customer.page, name="case"),
    path("c/<str:word>/answer/", customer.answer, name="answer"),
    path("c/<str:word>/messages/", customer.messages, name="messages"),
    path("c/<str:word>/silence/", customer.silence, name="silence"),
    path("c/<str:word>/quote/", customer.quote, name="quote"),
    path("c/<str:word>/files/<int:pk>/", customer.file, name="file"),
    path("h/<str:word>/", handler.page, name="handoff"),
    path("h/<str:word>/acceptance/", handler.acceptance, name="acceptance"),
    path("h/<str:word>/refusal/", handler.refusal, name="refusal"),
    path("h/<str:word>/words/", handler.words, name="words"),
    path("h/<str:word>/report/", handler.report, name="report"),
    path("h/<str:word>/files/<int:pk>/", handler.file, name="handoff-file"),
    path("b/<str:word>/", brief.page, name="brief"),
    path("b/<str:word>/reading/", brief.reading, name="brief-reading"),
    path("b/<str:word>/answer/", brief.answer, name="brief-answer"),
    path("b/<str:word>/brief.pdf", brief.pdf, name="brief-pdf"),
]
