"""What a best available technique says. Plain: no Django, no database."""

from convenant.techniques.content.model import (
    Applicability,
    Case,
    Content,
    Cost,
    EvidenceAsked,
    LawArticle,
    Level,
    Link,
    Range,
)

__all__ = [
    "Applicability",
    "Case",
    "Content",
    "Cost",
    "EvidenceAsked",
    "LawArticle",
    "Level",
    "Link",
    "Range",
]
