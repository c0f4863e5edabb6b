"""Blocks with which lessons cite reference rows."""

from reference.choosers import glossary_term_chooser, provision_chooser, source_chooser, statistic_chooser

StatisticChooserBlock = statistic_chooser.get_block_class("StatisticChooserBlock", "reference.blocks")
ProvisionChooserBlock = provision_chooser.get_block_class("ProvisionChooserBlock", "reference.blocks")
SourceChooserBlock = source_chooser.get_block_class("SourceChooserBlock", "reference.blocks")
GlossaryTermChooserBlock = glossary_term_chooser.get_block_class(
    "GlossaryTermChooserBlock", "reference.blocks"
)
