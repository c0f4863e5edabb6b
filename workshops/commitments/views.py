"""Commitments as everybody reads them, and as their owners, followers and verifiers work with them."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.facets import chosen_filters, facets, matching, query_of
from base.sheets import csv_file
from base.visitors import open_to_all
from courses.see_other import SeeOther
from organizations.models import Organization
from workshops.commitments import actions
from workshops.commitments.board import as_rows, board_figures, cards_of, facet_kinds, public_cards, shares
from workshops.commitments.forms import AssessmentForm, EvidenceForm, ManyForm, ReportForm
from workshops.commitments.links import find_link
from workshops.commitments.rules import may_verify
from workshops.enums import CommitmentStatus
from workshops.errors import CommitmentRefusedError, KeyUsedError, LinkOverError
from workshops.models import Commitment, Event
from workshops.views import reader

PER_PAGE = 50


def filtered(request: HttpRequest) -> tuple[list, dict]:
    """The cards that the address asks for, and what the page shows of its filters."""
    everything = public_cards()
    kinds = facet_kinds(everything)
    chosen = chosen_filters(request.GET, kinds)
    offered = facets(everything, chosen, kinds, reverse("commitments"))
    shown = {
        "facets": offered,
        "chosen": [option for facet in offered for option in facet.options if option.is_on],
        "query": f"{query_of(chosen)}&" if chosen else "",
        "is_filtered": bool(chosen),
        "all_url": reverse("commitments"),
    }
    return matching(everything, chosen, kinds), shown


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every public commitment, with filters, figures and what is late in words."""
    found, shown = filtered(request)
    context = shown | {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "shares": shares(found),
        "figures": board_figures(found),
        "total": len(found),
    }
    return open_to_all(render(request, "workshops/commitments/board.html", context))


@require_safe
def board_file(request: HttpRequest) -> HttpResponse:
    """The board for a spreadsheet; what is made up is left out unless it is asked for."""
    found, _shown = filtered(request)
    asked = "illustrative" in request.GET.getlist("kind")
    rows = [card for card in found if asked or not card.is_illustrative]
    return csv_file("commitments", as_rows(rows))


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest news of real commitments, as Atom."""
    cards = [card for card in public_cards() if not card.is_illustrative]
    newest = sorted(cards, key=lambda card: card.last_news_at or card.made_at, reverse=True)[:PER_PAGE]
    changed = max((card.last_news_at or card.made_at for card in newest), default=None)
    context = {"cards": newest, "changed_at": changed, "base": request.build_absolute_uri("/").rstrip("/")}
    return render(
        request, "workshops/commitments/feed.xml", context, content_type="application/atom+xml; charset=utf-8"
    )


def found(request: HttpRequest, key: uuid.UUID) -> Commitment:
    rows = Commitment.objects.visible_to(reader(request)).select_related("owner", "event", "finding")
    return get_object_or_404(rows, key=key)


def own_organization(request: HttpRequest, commitment: Commitment) -> Organization | None:
    """The owner for which the reader speaks; managers and the team of its event speak for the owner itself."""
    person = reader(request)
    if not person.is_authenticated:
        return None
    spoken_for = person.memberships.focal_points().filter(organization__in=actions.owners_of(commitment))
    mine = spoken_for.select_related("organization").first()
    if mine:
        return mine.organization
    if commitment.event_id and Event.objects.recorded_by(person).filter(pk=commitment.event_id).exists():
        return commitment.owner
    return None


def verifying(request: HttpRequest, commitment: Commitment):
    """The reader's organizations that may verify it."""
    person = reader(request)
    own = person.memberships.values_list("organization", flat=True) if person.is_authenticated else []
    return Organization.objects.able_to_act().filter(pk__in=may_verify(own, actions.owners_of(commitment)))


@require_safe
def commitment(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One commitment: what was promised, everything said of it, and where it came from."""
    return show(request, found(request, key))


def show(request: HttpRequest, row: Commitment, status: int = 200, **forms) -> HttpResponse:
    owner, others = own_organization(request, row), verifying(request, row)
    person = reader(request)
    context = {
        "commitment": row,
        "card": cards_of(Commitment.objects.filter(pk=row.pk))[0],
        "updates": row.updates.select_related("organization"),
        "evidence": row.evidence.all(),
        "assessments": row.assessments.select_related("organization"),
        "co_owners": [one.organization for one in row.co_ownerships.select_related("organization")],
        "crumbs": [(_("Commitments"), reverse("commitments"))],
        "follows": person.is_authenticated and row.followers.filter(person=person).exists(),
        "is_owner": owner is not None,
    }
    if owner is not None:
        context |= {"report_form": ReportForm.of(row), "evidence_form": EvidenceForm()}
    if others and row.status != CommitmentStatus.FULFILLED_VERIFIED:
        context["assessment_form"] = AssessmentForm(organizations=others, initial={"uuid": uuid.uuid4()})
    response = render(request, "workshops/commitments/commitment.html", context | forms, status=status)
    return open_to_all(response) if status == 200 else response


@require_POST
def updates(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """An owner's report."""
    row = found(request, key)
    organization = own_organization(request, row)
    if organization is None:
        raise Http404
    form = ReportForm.of(row, request.POST)
    if form.is_valid() and reported(request, row, form, organization):
        messages.success(request, _("Thank you. What you said is kept."))
        return SeeOther(reverse("commitment", args=[key]))
    return show(request, row, status=422, report_form=form)


def reported(request: HttpRequest, row: Commitment, form, organization: Organization, **more) -> bool:
    """Store a report; False when the form says why it could not be."""
    data = form.cleaned_data
    try:
        actions.report(
            commitment=row,
            status=data["status"],
            note=data["note"],
            key=data["uuid"],
            now=timezone.now(),
            organization=organization,
            language=get_language(),
            **{"by": request.user if request.user.is_authenticated else None, **more},
        )
    except (CommitmentRefusedError, KeyUsedError) as error:
        form.add_error(None, str(error))
        return False
    return True


@require_POST
def evidence(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What an owner shows."""
    row = found(request, key)
    if own_organization(request, row) is None:
        raise Http404
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return show(request, row, status=422, evidence_form=form)
    values = {**form.cleaned_data, "language": get_language()}
    actions.add_evidence(commitment=row, by=request.user, now=timezone.now(), **values)
    messages.success(request, _("The evidence is kept."))
    return SeeOther(f"{reverse('commitment', args=[key])}#evidence")


@require_POST
def assessments(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What somebody of another organization says."""
    row = found(request, key)
    others = verifying(request, row)
    if not others:
        raise Http404
    form = AssessmentForm(request.POST, organizations=others)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.assess(
                commitment=row,
                judgement=data["judgement"],
                organization=data["organization"],
                by=request.user,
                key=data["uuid"],
                now=timezone.now(),
                note=data["note"],
            )
            return SeeOther(f"{reverse('commitment', args=[key])}#assessments")
        except CommitmentRefusedError as error:
            form.add_error(None, str(error))
    return show(request, row, status=422, assessment_form=form)


@require_POST
def following(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Be told of changes, or no longer."""
    row = found(request, key)
    if not (request.is_known and request.user.is_authenticated):
        return SeeOther(f"{reverse('account_login')}?next={reverse('commitment', args=[key])}")
    actions.follow(commitment=row, person=request.user, is_following="stop" not in request.POST)
    return SeeOther(reverse("commitment", args=[key]))


@require_POST
def link_removal(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Let no link that was sent work any longer."""
    row = found(request, key)
    if own_organization(request, row) is None:
        raise Http404
    actions.revoke_links(commitment=row, by=request.user, now=timezone.now())
    messages.success(request, _("Links that were sent no longer work."))
    return SeeOther(reverse("commitment", args=[key]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in a letter: small, without signing in. Opening it changes nothing."""
    try:
        link = find_link(token, now=timezone.now())
    except LinkOverError as error:
        return private(
            render(request, "workshops/commitments/link_over.html", {"sentence": str(error)}, status=410)
        )
    row = link.commitment
    form = ReportForm.of(row, request.POST if request.method == "POST" else None)
    is_saved = (
        request.method == "POST"
        and form.is_valid()
        and reported(request, row, form, link.organization, by=None, by_link=True)
    )
    if is_saved:
        row.refresh_from_db()
    context = {"commitment": row, "form": form, "is_saved": is_saved}
    status = 422 if form.errors else 200
    return private(render(request, "workshops/commitments/by_link.html", context, status=status))


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest) -> HttpResponse:
    """All open commitments of one's organizations and events, in one form; changed rows alone are saved."""
    if not (request.is_known and request.user.is_authenticated):
        return SeeOther(f"{reverse('account_login')}?next={request.path}")
    rows = [row for row in mine(request) if own_organization(request, row) is not None]
    pairs = [(row, many_form(request, row)) for row in rows]
    number = saved_of(request, pairs) if request.method == "POST" else 0
    wrong = [form for _row, form in pairs if form.is_bound and form.errors]
    if request.method == "POST" and not wrong:
        messages.success(request, _("%(number)s updates are kept.") % {"number": number})
        return SeeOther(request.path)
    context = {"pairs": pairs, "wrong": wrong, "number": number}
    return render(request, "workshops/commitments/many.html", context, status=422 if wrong else 200)


def mine(request: HttpRequest):
    person = request.user
    spoken_for = person.memberships.focal_points().values("organization")
    events = Event.objects.recorded_by(person).values("pk")
    rows = Commitment.objects.standing().open()
    own = rows.filter(owner__in=spoken_for) | rows.filter(event__in=events)
    return own.distinct().select_related("owner", "event").order_by("due_date", "pk")[:200]


def many_form(request: HttpRequest, row: Commitment) -> ManyForm:
    initial = {"uuid": uuid.uuid4(), "status": row.status}
    data = request.POST if request.method == "POST" else None
    return ManyForm(data, prefix=str(row.key), initial=initial)


def saved_of(request: HttpRequest, pairs: list) -> int:
    """Save the rows that say something; how many."""
    number = 0
    for row, form in pairs:
        if f"{form.prefix}-uuid" not in request.POST or not form.is_valid() or not form.says_something(row):
            continue
        form.cleaned_data["status"] = form.cleaned_data["status"] or row.status
        number += reported(request, row, form, own_organization(request, row))
    return number


def event_part(event: Event, person) -> dict:
    """The commitments of an event, for its page."""
    own = [card for card in public_cards() if card.event_slug == event.slug]
    return {"commitment_cards": own, "commitment_shares": shares(own)}
