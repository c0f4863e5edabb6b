"""What page forms of content on children refuse."""

import copy

from safeguarding import publication
from safeguarding.vocabulary import sentence, term_fields, unfit_terms


class TermsFitForChildren:
    """For page forms: an error at each field that holds a term which children must not be offered."""

    def clean(self) -> dict:
        data = super().clean()
        candidate = copy.copy(self.instance)
        for field in term_fields(candidate):
            if field.name in data:
                setattr(candidate, field.name, data[field.name])
        if publication.says_children(candidate):
            for name, terms in unfit_terms(candidate).items():
                self.add_error(name if name in self.fields else None, sentence(terms))
        return data
