"""Which keys signed the certificates, and whether this site still knows them."""

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from credentials import signing
from credentials.models import Certificate


class Command(BaseCommand):
    help = (
        "Prints the public keys of certificates, and fails when certificates were signed with an unknown one."
    )

    def handle(self, *args, **options) -> None:
        known = signing.known_keys()
        counted = Certificate.objects.order_by().values_list("key_id").annotate(number=Count("pk"))
        signed = dict(counted)
        for name, key in known.items():
            self.stdout.write(f"{name}  {signing.written(key)}  {signed.get(name, 0)} certificates")
        lost = sorted(set(signed) - set(known))
        if lost:
            raise CommandError(
                f"Signed with keys that are not known here: {', '.join(lost)}. Add their public keys to"
                " PUENTES_OLD_CERTIFICATE_KEYS; until then these certificates do not verify."
            )
