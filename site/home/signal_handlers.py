"""A module that appears, in whatever language and by whatever way, belongs to its trainers at once."""

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from courses.models import ModulePage
from home.groups import open_to_its_trainers


@receiver(post_save, sender=ModulePage, dispatch_uid="open-module-to-its-trainers")
def on_module_saved(sender, instance: ModulePage, created: bool, raw: bool = False, **_kwargs) -> None:
    """Open a new module to its trainers; whoever made it becomes one of them."""
    if not created or raw:
        return
    trainers = open_to_its_trainers(instance)
    if instance.owner_id and not instance.owner.is_superuser:
        instance.owner.groups.add(trainers)


@receiver(post_delete, sender=ModulePage, dispatch_uid="forget-trainers-of-module")
def on_module_deleted(sender, instance: ModulePage, **_kwargs) -> None:
    """With its last language a module's group goes too."""
    if not ModulePage.objects.filter(translation_key=instance.translation_key).exists():
        Group.objects.filter(name__endswith=str(instance.translation_key)).delete()
