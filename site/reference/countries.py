"""How people from the countries of these routes are called: with an age or a day, it may say who somebody is."""

NATIONALITIES = {
    "es": (
        "guatemalteco guatemalteca hondureño hondureña salvadoreño salvadoreña nicaragüense mexicano mexicana"
        " venezolano venezolana cubano cubana haitiano haitiana colombiano colombiana ecuatoriano ecuatoriana"
        " peruano peruana brasileño brasileña"
    ).split(),
    "en": (
        "Guatemalan Honduran Salvadoran Nicaraguan Mexican Venezuelan Cuban Haitian Colombian Ecuadorian Peruvian"
        " Brazilian"
    ).split(),
}
