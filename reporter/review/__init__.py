"""One page that shows every finding in its place: the texts in full, the records beside them."""

from reporter.review.content import Reviewed
from reporter.review.page import review_page

__all__ = ["Reviewed", "review_page"]
