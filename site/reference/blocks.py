"""Blocks with which lessons cite reference rows."""

from reference.choosers import glossary_term_chooser, provision_chooser, source_chooser, statistic_chooser


class SameInEveryLanguage:
    """A row is the same row in every language: translators are not asked for another one."""

    def get_translatable_segments(self, value) -> list:
        return []


class StatisticChooserBlock(
    SameInEveryLanguage, statistic_chooser.get_block_class("StatisticChooserBlock", "reference.blocks")
):
    pass


class ProvisionChooserBlock(
    SameInEveryLanguage, provision_chooser.get_block_class("ProvisionChooserBlock", "reference.blocks")
):
    pass


class SourceChooserBlock(
    SameInEveryLanguage, source_chooser.get_block_class("SourceChooserBlock", "reference.blocks")
):
    pass


class GlossaryTermChooserBlock(
    SameInEveryLanguage, glossary_term_chooser.get_block_class("GlossaryTermChooserBlock", "reference.blocks")
):
    pass
