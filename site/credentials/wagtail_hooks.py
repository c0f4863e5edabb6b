from wagtail import hooks
from wagtail.permissions import register_permission_policy

from credentials.models import Certificate
from credentials.policies import ViewOnly
from credentials.viewsets import CertificateViewSet

register_permission_policy(Certificate, ViewOnly(Certificate), exact_class=True)


@hooks.register("register_admin_viewset")
def certificates():
    return CertificateViewSet()
