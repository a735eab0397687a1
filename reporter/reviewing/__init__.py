"""One page that shows every finding in its place: the texts in full, the records beside them."""

from reporter.reviewing.content import Reviewed
from reporter.reviewing.page import review_page

__all__ = ["Reviewed", "review_page"]
