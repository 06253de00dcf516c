"""Lists of rows in a form: how many there may be, and a sentence where a page sends more or comes back incomplete."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

MOST_ROWS = 500  # of one list


class CountedRows:
    """For a formset: refuses a list with too many rows, or with a number of rows that cannot be, in plain words.

    No more forms are made than `absolute_max`, whatever number a hand-made page claims.
    """

    default_error_messages = {
        "too_many_forms": _("This list takes at most %(num)d rows: remove some, or leave out what was added last."),
        "missing_management_form": _("The page came back incomplete: look through the rows and keep them again."),
    }

    @property
    def is_whole(self):
        """Whether the posted page says how many rows it has, and no more of them than it may show."""
        management = self.management_form
        return management.is_valid() and 0 <= management.cleaned_data["TOTAL_FORMS"] <= self.absolute_max

    def total_form_count(self):
        """Return how many forms there are: as many rows as the page says, but no long tail of rows it does not send."""
        count = max(super().total_form_count(), 0)
        return min(count, self._sent) if self.is_bound and count > self.max_num else count

    @cached_property
    def _sent(self):
        """How many rows the page sends, by the highest number in the names of its fields."""
        numbers = (name[len(self.prefix) + 1 :].partition("-")[0] for name in self.data if name.startswith(self.prefix))
        return max((int(n[:9]) + 1 for n in numbers if n.isascii() and n.isdecimal()), default=0)

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.is_whole and not self._non_form_errors:
            self._non_form_errors.append(self.error_messages["missing_management_form"])
