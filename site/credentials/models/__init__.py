from credentials.models.batches import Batch, BatchEntry
from credentials.models.certificates import Certificate, HolderName

__all__ = ["Batch", "BatchEntry", "Certificate", "HolderName"]
