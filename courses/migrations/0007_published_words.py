"""What learners read of quizzes and reflections, kept apart from what their trainers draft."""

from django.db import migrations, models

from base.translated import Translated


def publish_what_is_there(apps, schema_editor):
    """Until now learners read the rows themselves."""
    quizzes, questions = apps.get_model("courses", "Quiz"), apps.get_model("courses", "QuizItem")
    for quiz in quizzes.objects.all():
        rows = questions.objects.filter(quiz=quiz).order_by("sort_order", "pk")
        words = {"title": quiz.title.as_dict(), "intro": quiz.intro.as_dict(), "pass_mark": quiz.pass_mark}
        published = words | {"items": list(rows.values_list("item_id", flat=True))}
        quizzes.objects.filter(pk=quiz.pk).update(published=published)
    reflections = apps.get_model("courses", "Reflection")
    for reflection in reflections.objects.all():
        published = {"prompt": reflection.prompt.as_dict(), "hint": reflection.hint.as_dict()}
        reflections.objects.filter(pk=reflection.pk).update(published=published)


def put_it_back(apps, schema_editor):
    """Going back, learners read the rows again: those say what was public, so that no draft gets out."""
    quizzes, questions = apps.get_model("courses", "Quiz"), apps.get_model("courses", "QuizItem")
    known = set(apps.get_model("courses", "Item").objects.values_list("pk", flat=True))
    for quiz in quizzes.objects.exclude(published=None):
        words = {name: Translated(quiz.published[name]) for name in ("title", "intro")}
        quizzes.objects.filter(pk=quiz.pk).update(**words, pass_mark=quiz.published["pass_mark"])
        asked = [pk for pk in quiz.published["items"] if pk in known]
        questions.objects.filter(quiz=quiz).exclude(item_id__in=asked).delete()
        for place, pk in enumerate(asked):
            questions.objects.update_or_create(quiz=quiz, item_id=pk, defaults={"sort_order": place})
    reflections = apps.get_model("courses", "Reflection")
    for reflection in reflections.objects.exclude(published=None):
        words = {name: Translated(reflection.published[name]) for name in ("prompt", "hint")}
        reflections.objects.filter(pk=reflection.pk).update(**words)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_module_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="quiz",
            name="published",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="reflection",
            name="published",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(publish_what_is_there, put_it_back),
    ]
