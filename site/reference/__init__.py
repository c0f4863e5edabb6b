"""What every module may cite: vocabularies, versioned frameworks and their crosswalk, places,
sources, statistics, legal provisions and the glossary. Imports `base` only."""
