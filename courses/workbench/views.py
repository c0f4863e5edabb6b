"""The workbench in the admin: open, rearrange, save, send to review."""

import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages as messages_with_buttons
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from base.errors import RefusedError
from courses.content_checks import checks_of
from courses.enums import CheckLevel
from courses.models import ModulePage
from courses.publication_gate import module_concerns_children
from courses.standings import standings_of
from courses.workbench.arranging import arrange
from courses.workbench.merging import MINE, THEIRS, Choices
from courses.workbench.missing import gaps
from courses.workbench.patterns import patterns
from courses.workbench.reading import Stored, read
from courses.workbench.review import why_closed
from courses.workbench.saving import Saved, own_module, save
from courses.workbench.screens import conflicts_on_screen, lessons_on_screen
from courses.workbench.sheets import NotOurFormError, Sheet, skeleton_of
from courses.workflow import send_to_review, withdraw
from people.rules import may_teach

SAVE, REVIEW, WITHDRAW = "save", "review", "withdraw"


class WorkbenchView(WagtailAdminTemplateMixin, View):
    """A module's lessons and questions on one screen."""

    template_name = "courses/workbench/workbench.html"
    header_icon = "form"

    def dispatch(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        module = own_module(request.user, key) if may_teach(request.user) else None
        if module is None:
            # Else Django would go on to look for a page of that address in the reader's language.
            request.urlconf = "wagtail.admin.urls"
            raise Http404
        self.module = module
        return super().dispatch(request)

    # --- The three answers

    def get(self, request: HttpRequest) -> HttpResponse:
        stored = read(self.module)
        return self.show(Sheet(stored.document, **self.options(stored)), stored)

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == WITHDRAW:
            return self.take_back()
        skeleton, command = skeleton_of(request.POST), request.POST.get("do", SAVE)
        stored = read(self.module)
        if command not in {SAVE, REVIEW}:
            place = arrange(skeleton, with_chosen_type(command, request.POST))
            quiet = Sheet(skeleton, data=request.POST, quiet=True, **self.options(stored))
            return self.show(quiet, stored, place=place, is_rearranged=True)
        sheet = Sheet(skeleton, data=request.POST, **self.options(stored))
        if not sheet.is_valid():
            return self.show(sheet, stored, status=422)
        return self.keep(sheet, command)

    def keep(self, sheet: Sheet, command: str) -> HttpResponse:
        """Save, or say why not with everything typed still there."""
        data = self.request.POST
        closed = why_closed(self.module, self.request.user)
        if closed:
            return self.refuse_closed(sheet, closed)
        try:
            saved = save(
                module=self.module,
                sent=sheet.document(),
                seen=seen_in(data),
                choices=choices_in(data),
                by=self.request.user,
            )
        except RefusedError as error:
            return self.show(sheet, read(self.module), refusal=str(error), status=409)
        if saved.conflicts:
            return self.show(sheet, saved.stored, conflicts=saved.conflicts, status=409)
        return self.go_on(saved, command)

    def refuse_closed(self, sheet: Sheet, closed: str) -> HttpResponse:
        """A second click on the button that closed it is no mistake."""
        stored = read(self.module)
        if sheet.document().fingerprints() == stored.document.fingerprints():
            return redirect("workbench", self.module.translation_key)
        return self.show(sheet, stored, refusal=closed, status=409)

    def go_on(self, saved: Saved, command: str) -> HttpResponse:
        missing = gaps(saved.stored)
        if command == REVIEW and not missing:
            self.hand_over(saved.stored.module)
        elif command == REVIEW:
            messages.warning(self.request, not_sent(len(missing)))
        else:
            self.tell_saved(saved.stored.module, is_complete=not missing)
        return redirect("workbench", saved.stored.module.translation_key)

    def tell_saved(self, module: ModulePage, *, is_complete: bool) -> None:
        """Say so, and how much the review page has to remark once nothing is missing any more."""
        number = remarks_on(module) if is_complete else 0
        words = ngettext(
            "The review page has %(number)s remark.", "The review page has %(number)s remarks.", number
        ) % {"number": number}
        if not number:
            messages.success(self.request, saved_words(module))
            return
        url = reverse("module_review", args=[module.pk])
        button = messages_with_buttons.button(url, _("See the remarks"))
        messages_with_buttons.success(self.request, f"{saved_words(module)} {words}", buttons=[button])

    def hand_over(self, module: ModulePage) -> None:
        try:
            send_to_review(module, by=self.request.user)
        except RefusedError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, _("Saved and sent to review."))

    def take_back(self) -> HttpResponse:
        """Take the module back from its reviewers; while they have it, the form sends nothing else."""
        if withdraw(self.module, by=self.request.user):
            messages.success(self.request, _("Taken back. You can change it again."))
        else:
            messages.error(self.request, _("It was not in review any more."))
        return redirect("workbench", self.module.translation_key)

    # --- What the page shows

    def options(self, stored: Stored) -> dict:
        own = {key for key, _values in stored.document.of_kind("item")}
        language = self.module.locale.language_code
        return {"first_language": language, "held": frozenset(stored.items.keys() - own)}

    def show(self, sheet: Sheet, stored: Stored, *, status: int = 200, **shown) -> HttpResponse:
        conflicts = conflicts_on_screen(shown.pop("conflicts", ()), stored)
        context = self.get_context_data(
            stored=stored,
            sheet=sheet,
            lessons=lessons_on_screen(sheet, stored),
            conflicts=conflicts,
            seen=self.seen(stored),
            errors=sheet.errors() if status == 422 else (),
            closed=why_closed(self.module, self.request.user),
            found=standings_of([self.module])[0],
            gaps=gaps(stored),
            chosen=self.chosen(conflicts),
            **shown,
        )
        return self.render_to_response(context, status=status)

    def chosen(self, conflicts) -> list[tuple[str, str, str]]:
        """The choices for earlier conflicts, which go on counting: `(part, side, mark of what was shown)`."""
        choices, asked = choices_in(self.request.POST), {str(one.conflict.part) for one in conflicts}
        return [
            (part, side, choices.shown[part]) for part, side in choices.sides.items() if part not in asked
        ]

    def seen(self, stored: Stored) -> str:
        """What this person has seen of the module: while they go on typing, that does not change."""
        if self.request.method == "POST":
            return self.request.POST.get("seen", "{}")
        return json.dumps(stored.document.fingerprints())

    def get_page_title(self) -> str:
        return self.module.draft_title or self.module.title

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("own_modules"), "label": _("Modules")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, *, stored: Stored, **kwargs) -> dict:
        language = self.module.locale.language_code
        return super().get_context_data(
            module=self.module,
            language=language,
            patterns=patterns(stored, language),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.module.pk]),
            preview_url=reverse("wagtailadmin_pages:view_draft", args=[self.module.pk]),
            **kwargs,
        )


def remarks_on(module: ModulePage) -> int:
    """How much the review page has to say about a module in which nothing is missing any more."""
    return sum(check.level != CheckLevel.NOTE for check in checks_of(module))


def with_chosen_type(command: str, data: QueryDict) -> str:
    """The button that changes the kind of a question takes the kind from the list beside it."""
    verb, _colon, item = command.partition(":")
    return f"{command}:{data.get(f'item-{item}-type', '')}" if verb == "retype" else command


def seen_in(data: QueryDict) -> dict[str, str]:
    """Which version of each part was on the screen. Raises `NotOurFormError`."""
    try:
        seen = json.loads(data.get("seen", "{}"))
    except ValueError as error:
        raise NotOurFormError("What was seen cannot be read.") from error
    if not isinstance(seen, dict):
        raise NotOurFormError("What was seen cannot be read.")
    return {str(part): str(mark) for part, mark in seen.items()}


def choices_in(data: QueryDict) -> Choices:
    names = [name.removeprefix("resolve-") for name in data if name.startswith("resolve-")]
    sides = {name: data[f"resolve-{name}"] for name in names if data[f"resolve-{name}"] in {MINE, THEIRS}}
    return Choices(sides, {name: data.get(f"shown-{name}", "") for name in names})


def saved_words(module: ModulePage) -> str:
    if not (module.live and module_concerns_children(module)):
        return _("Saved as a draft.")
    return _("Saved as a draft. Learners read it once its lessons are published after their review.")


def not_sent(number: int) -> str:
    return ngettext(
        "Saved as a draft, but not sent: %(number)s thing is missing. See the list.",
        "Saved as a draft, but not sent: %(number)s things are missing. See the list.",
        number,
    ) % {"number": number}
