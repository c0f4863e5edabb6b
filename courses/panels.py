"""How the forms of activities are arranged in the admin, in the words of trainers."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from courses.admin_forms import ActivityForm, ItemForm, QuizForm, ScenarioForm

# One above the other: the titles of modules are long, and would leave the code no room.
BELONGS = [FieldPanel("module_key"), FieldPanel("code")]

ITEM = ObjectList(
    [
        *BELONGS,
        FieldRowPanel([FieldPanel("type"), FieldPanel("bloom"), FieldPanel("points")]),
        FieldPanel("stem"),
        FieldPanel("options"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("answer_value"), FieldPanel("tolerance")]),
            ],
            heading=_("Only for “A number”"),
            help_text=_(
                "An answer is right when it is no further from the right number than the accepted difference."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("model_answer")],
            heading=_("Only for “A short text”"),
            help_text=_(
                "Nobody scores a short text. The learner compares it with this answer and ticks the points."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("feedback"), FieldPanel("sources")],
            heading=_("What the learner reads after answering"),
        ),
    ],
    base_form_class=ItemForm,
)

QUIZ = ObjectList(
    [
        *BELONGS,
        FieldPanel("title"),
        FieldPanel("intro"),
        FieldPanel(
            "pass_mark", help_text=_("Learners may try as often as they like; the best attempt counts.")
        ),
        InlinePanel(
            "quiz_items",
            heading=_("Questions"),
            label=_("Question"),
            help_text=_("In the order in which learners meet them. Use the arrows to move one."),
            min_num=1,
        ),
    ],
    base_form_class=QuizForm,
)

SCENARIO = ObjectList(
    [
        *BELONGS,
        FieldPanel("title"),
        FieldPanel("intro"),
        FieldPanel(
            "steps",
            help_text=_(
                "The story begins with the first step. Each decision leads to another step or to an ending;"
                " every path must come to an ending."
            ),
        ),
    ],
    base_form_class=ScenarioForm,
)

REFLECTION = ObjectList(
    [
        *BELONGS,
        FieldPanel("prompt", help_text=_("Only the learner reads what they write here.")),
        FieldPanel("hint"),
    ],
    base_form_class=ActivityForm,
)
