"""Bodies that take part, or are named in what we cite."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from base.enums import FactStatus
from base.fields import TranslatedField, WebAddressField
from base.translated import Translated
from organizations.enums import Standing
from organizations.errors import HasMembersError
from organizations.rules import as_looked_for, beginnings
from people.enums import Role
from people.rules import has_any_role
from reference.models import Place, Source, Term
from reference.models.loaded import CodedRow

WORDS = {
    Standing.TAKES_PART: pgettext_lazy("organization", "takes part"),
    Standing.FICTIONAL: _("fictional"),
    Standing.NAMED: _("only named in sources"),
}
MANAGERS = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})


class OrganizationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OrganizationQuerySet":
        """Hidden organizations are for those who manage them and for their own members."""
        if has_any_role(user, MANAGERS):
            return self
        open_to_all = Q(is_hidden=False)
        if not user.is_authenticated:
            return self.filter(open_to_all)
        return self.filter(open_to_all | Q(pk__in=user.memberships.values("organization")))

    def able_to_act(self) -> "OrganizationQuerySet":
        """Those that may have members, commitments and practices: not the ones that are only named."""
        return self.filter(mention_only=False)

    def real(self) -> "OrganizationQuerySet":
        """Without the fictional ones, which stay out of real figures."""
        return self.filter(is_demo=False)

    def called(self, query: str) -> "OrganizationQuerySet":
        """Those with a name, acronym or alias, in whatever language, in which these words begin some word."""
        found = self
        for beginning in beginnings(query):
            found = found.filter(looked_for__contains=beginning)
        return found

    def with_facts(self) -> "OrganizationQuerySet":
        """Everything a page shows, in three queries."""
        return self.select_related("level", "place__parent").prefetch_related("actor_types", "sources")


class Organization(CodedRow):
    name = TranslatedField(_("name"), max_length=200)
    acronym = TranslatedField(
        _("acronym"), max_length=40, blank=True, help_text=_("As people say it: SIPINNA, UNHCR, ACNUR.")
    )
    aliases = TranslatedField(
        _("other names"),
        multiline=True,
        blank=True,
        help_text=_("One on each line. Whoever looks for one of these finds this organization."),
    )
    description = TranslatedField(_("description"), multiline=True, blank=True)
    actor_types = models.ManyToManyField(
        Term,
        verbose_name=_("types of actor"),
        related_name="+",
        limit_choices_to={"vocabulary__code": "actor_type"},
        help_text=_("All that fit."),
    )
    level = models.ForeignKey(
        Term,
        verbose_name=_("level"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary__code": "jurisdiction_level"},
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        help_text=_("Where it works, no finer than a municipality. Leave empty when it is international."),
    )
    website = WebAddressField(_("website"), max_length=500, blank=True)
    contact_email = models.EmailField(
        _("e-mail of the organization"),
        blank=True,
        help_text=_("Where the programme writes to it. Never shown on the site."),
    )
    mention_only = models.BooleanField(
        _("only named in sources"),
        default=False,
        help_text=_(
            "A real body that our sources name and that does not take part here: no members, no contact, and "
            "nothing is done in its name."
        ),
    )
    is_demo = models.BooleanField(
        _("fictional"),
        default=False,
        help_text=_("Made up for exercises. It carries a badge and stays out of real figures and exports."),
    )
    fact_status = models.CharField(
        _("where its name comes from"), max_length=20, choices=FactStatus.choices, blank=True
    )
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    is_hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_(
            "For the safety of its people: on no public page, in no list and in no search. Its members and "
            "those who manage organizations still see it."
        ),
    )
    # Every word of every name, as `rules.words_of` spells it.
    looked_for = models.TextField(default="", blank=True, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="mentioned_has_no_contact",
                condition=Q(mention_only=False) | Q(website="", contact_email=""),
                violation_error_message=_(
                    "A body that is only named in sources has no contact here. Remove the website and the e-mail."
                ),
            ),
            models.CheckConstraint(
                name="mentioned_is_real",
                condition=Q(mention_only=False) | Q(is_demo=False),
                violation_error_message=_(
                    "Choose one: a real body that is only named in sources, or a fictional organization."
                ),
            ),
            models.CheckConstraint(
                name="mentioned_says_by_whom",
                condition=Q(mention_only=False) | ~Q(fact_status=""),
                violation_error_message=_("Say where the name of this body comes from."),
            ),
            models.CheckConstraint(
                name="fictional_is_illustrative",
                condition=Q(is_demo=True, fact_status=FactStatus.ILLUSTRATIVE)
                | (Q(is_demo=False) & ~Q(fact_status=FactStatus.ILLUSTRATIVE)),
                violation_error_message=_("Fictional organizations, and only these, are illustrative."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args, update_fields: Iterable[str] | None = None, **kwargs) -> None:
        self.looked_for = as_looked_for(self.all_names())
        if update_fields is not None and {"name", "acronym", "aliases"} & set(update_fields):
            update_fields = {*update_fields, "looked_for"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        """Raises `ValidationError` when somebody belongs to a body that is said to be only named."""
        if self.mention_only and self.pk and self.memberships.exists():
            raise ValidationError({"mention_only": str(HasMembersError())})

    @property
    def standing(self) -> Standing:
        """How it comes to be here."""
        if self.is_demo:
            return Standing.FICTIONAL
        return Standing.NAMED if self.mention_only else Standing.TAKES_PART

    def all_names(self) -> list[str]:
        """Names, acronyms and aliases of every language."""
        return [*self.name.values(), *self.acronym.values(), *self.aliases.values()]

    def aliases_by_language(self) -> list[tuple[str, list[str]]]:
        """`(language, its other names)`."""
        return [(language, text.splitlines()) for language, text in self.aliases.items()]

    def elsewhere(self) -> list[tuple[str, str]]:
        """`(language, name)` in every other language."""
        return [(language, name) for language, name in self.name.items() if language != get_language()]

    def shown_acronym(self) -> Translated:
        """The acronym where its name does not say it already."""
        return Translated(
            {code: short for code, short in self.acronym.items() if short not in self.name.in_language(code)}
        )

    def kind_of_actor(self) -> str:
        """What it is in the lists of the admin."""
        return ", ".join(str(term) for term in self.actor_types.all())

    kind_of_actor.short_description = pgettext_lazy("organization", "Types")

    def comes_as(self) -> str:
        """How it comes to be here, for the lists of the admin."""
        return str(WORDS[self.standing])

    comes_as.short_description = _("How it comes to be here")
