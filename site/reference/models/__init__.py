from reference.models.frameworks import Framework, Stage, StageMatch
from reference.models.glossary import GlossaryTerm
from reference.models.law import LegalInstrument, Provision
from reference.models.loaded import LoadedRow
from reference.models.places import Place
from reference.models.sources import Source
from reference.models.statistics import Statistic
from reference.models.vocabularies import Term, Vocabulary

__all__ = [
    "Framework",
    "GlossaryTerm",
    "LegalInstrument",
    "LoadedRow",
    "Place",
    "Provision",
    "Source",
    "Stage",
    "StageMatch",
    "Statistic",
    "Term",
    "Vocabulary",
]
