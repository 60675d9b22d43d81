"""The set-up form of a channel, generated from its own settings class. Secrets go in and never come out again."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext as _
from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from ombud.privacy.sealing import Unsealable, seal, unseal

KEPT = "kept"


def _kinds(setting: FieldInfo) -> set[Any]:
    """The plain types of a field's annotation: `SecretStr | None` is SecretStr and None."""
    found: set[Any] = set()
    todo: list[Any] = [setting.annotation]
    while todo:
        kind = todo.pop()
        inner = get_args(kind)
        if kind is not None and not inner:
            found.add(kind)
        elif getattr(kind, "__origin__", None) is tuple or (inner and inner[-1] is Ellipsis):
            found.add(tuple)
        else:
            todo += [part for part in inner if not isinstance(part, FieldInfo) and not hasattr(part, "ge")]
    return found


def secrets_of(settings: type[BaseModel]) -> set[str]:
    """The names of what must not be shown."""
    return {name for name, setting in settings.model_fields.items() if SecretStr in _kinds(setting)}


def field_for(name: str, setting: FieldInfo, *, kept: bool) -> forms.Field:
    """The question for one setting. `kept` tells that a secret is there already."""
    label, needed, kinds = setting.title or name, setting.is_required(), _kinds(setting)
    if SecretStr in kinds:
        holder = _("kept") if kept else ""
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "placeholder": holder})
        hint = _("Type only to change it.") if kept else ""
        return forms.CharField(label=label, required=False, strip=False, widget=widget, help_text=hint)
    if bool in kinds:
        return forms.BooleanField(label=label, required=False, initial=setting.default)
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, Enum):
            choices = [(member.value, member.name if member.name != "PLAIN" else _("none")) for member in kind]
            return forms.ChoiceField(label=label, choices=choices, initial=setting.default.value, required=False)
    if tuple in kinds:
        return forms.CharField(
            label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One a line.")
        )
    if int in kinds or float in kinds:
        return forms.CharField(
            label=label, required=False, initial=setting.default, widget=forms.TextInput(attrs={"inputmode": "numeric"})
        )
    plain = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})
    initial = "" if needed or setting.default is None else str(setting.default)
    return forms.CharField(label=label, required=needed, initial=initial, widget=plain)


class ChannelForm(forms.Form):
    """Build it with `of`. `settings` is the valid settings after `is_valid`."""

    Settings: type[BaseModel]
    known: dict[str, Any]
    settings: BaseModel | None = None

    @classmethod
    def of(cls, settings: type[BaseModel], known: dict[str, Any], typed: Any = None) -> ChannelForm:
        """The form for `settings`, beginning with what is `known` of this account (unsealed), filled with `typed`."""
        hidden = secrets_of(settings)
        shown = {k: "\n".join(v) if isinstance(v, list | tuple) else v for k, v in known.items() if k not in hidden}
        form = cls(typed, initial=shown, prefix="account")
        form.Settings, form.known = settings, dict(known)
        carried = _carried(typed)
        form.fields[KEPT] = forms.CharField(required=False, widget=forms.HiddenInput)
        for name, setting in settings.model_fields.items():
            form.fields[name] = field_for(name, setting, kept=bool(known.get(name) or carried.get(name)))
        return form

    @property
    def first(self) -> list[forms.BoundField]:
        """What everybody has to say."""
        return [self[n] for n, setting in self.Settings.model_fields.items() if setting.is_required()]

    @property
    def more(self) -> list[forms.BoundField]:
        """What has an answer already, right for most."""
        return [self[n] for n, setting in self.Settings.model_fields.items() if not setting.is_required()]

    @property
    def carry(self) -> str:
        """The secrets typed so far, sealed: they survive a test without being shown."""
        typed = {n: str(self.data.get(f"account-{n}", "")) for n in secrets_of(self.Settings)}
        return seal(json.dumps(_carried(self.data) | {n: v for n, v in typed.items() if v}))

    def clean(self) -> dict[str, Any]:
        """Ask the channel's own settings class, and put what it says beside the question it is about."""
        said: dict[str, Any] = {}
        for name, setting in self.Settings.model_fields.items():
            value = self.cleaned_data.get(name)
            if name in secrets_of(self.Settings):
                value = value or _carried(self.data).get(name) or self.known.get(name)
            elif tuple in _kinds(setting):
                value = [line.strip() for line in str(value or "").splitlines() if line.strip()]
            if value not in (None, "") and name not in self.errors:
                said[name] = value
        try:
            self.settings = self.Settings.model_validate(said)
        except ValidationError as wrong:
            for error in wrong.errors(include_input=False, include_url=False):
                place = str(error["loc"][0]) if error["loc"] else None
                message = str(error["msg"]).removeprefix("Value error, ")
                if place is None or (place in self.fields and place not in self.errors):
                    self.add_error(place, _("This is needed.") if error["type"] == "missing" else message)
        return self.cleaned_data

    def credentials(self) -> dict[str, Any]:
        """What is to be sealed. Only after `is_valid`."""
        if self.settings is None:
            raise ValueError("the form is not valid")
        plain = self.settings.model_dump(mode="json")
        for name in secrets_of(self.Settings):
            secret = getattr(self.settings, name)
            plain[name] = secret.get_secret_value() if secret else None
        return plain


def _carried(typed: Any) -> dict[str, str]:
    sealed = str(typed.get(f"account-{KEPT}", "")) if typed else ""
    if not sealed:
        return {}
    try:
        return {str(k): str(v) for k, v in json.loads(unseal(sealed)).items()}
    except (Unsealable, ValueError):
        return {}
