"""Addresses of the desk. Verbs are resources: POST /cases/12/handoff/, never /cases/12/do_handoff."""

from django.urls import URLPattern, path

from .pages import acts, case, cases, errors, files, frame, lanes, message, message_acts, owed, write

urlpatterns: list[URLPattern] = [
    path("", owed.home, name="owed"),
    path("places/", frame.places, name="places"),
    path("keys/", frame.keys, name="keys"),
    path("lanes/<slug:name>/", lanes.lane, name="lane"),
    path("cases/", cases.all_cases, name="cases"),
    path("cases/<int:number>/", case.page, name="case"),
    path("cases/<int:number>/pane/", case.pane, name="case-pane"),
    path("cases/<int:number>/note/", write.note, name="note"),
    path("cases/<int:number>/entry/", errors.step_in, name="entry"),
    path("cases/<int:number>/solved/<int:message>/", message_acts.solved, name="solved"),
    path("cases/<int:number>/<slug:name>/", acts.act, name="act"),
    path("conversations/<int:number>/reply/", write.reply, name="reply"),
    path("conversations/<int:number>/draft/", write.draft, name="draft"),
    path("conversations/<int:number>/suggest/", write.suggest, name="suggest"),
    path("messages/<int:number>/", message.page, name="message"),
    path("messages/<int:number>/pane/", message.pane, name="message-pane"),
    path("messages/<int:number>/reading/", message_acts.reading, name="reading"),
    path("messages/<int:number>/case/", message_acts.make_case, name="make-case"),
    path("messages/<int:number>/aside/", message_acts.aside, name="aside"),
    path("messages/<int:number>/take-up/", message_acts.take_up, name="take-up"),
    path("messages/<int:number>/hint/", message_acts.hint, name="hint"),
    path("messages/<int:number>/whole/", files.whole, name="whole"),
    path("messages/<int:number>/raw/", files.raw, name="raw"),
    path("files/<int:number>/", files.file, name="file"),
]
