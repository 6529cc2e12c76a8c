"""The questionnaire as a workbook: out, filled in without a connection, and in again without a loss.

Plain: no Django, no database.
"""

from convenant.assessments.workbook.columns import CHOICES, Question, Reply
from convenant.assessments.workbook.merging import Proposal, merge
from convenant.assessments.workbook.messages import Fault
from convenant.assessments.workbook.reading import Understood, read_workbook
from convenant.assessments.workbook.writing import About, write_workbook

__all__ = [
    "CHOICES",
    "About",
    "Fault",
    "Proposal",
    "Question",
    "Reply",
    "Understood",
    "merge",
    "read_workbook",
    "write_workbook",
]
