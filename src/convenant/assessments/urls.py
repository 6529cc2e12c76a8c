"""Addresses of the assessments room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.assessments.rules import (
    may_read_frameworks,
    may_read_plans,
    may_read_results,
    may_read_sector,
    may_read_shares,
)
from convenant.assessments.views import (
    documents,
    frameworks,
    plans,
    questionnaire,
    results,
    sheets,
)
from convenant.people.access import door

app_name = "assessments"
urlpatterns = [
    path("", questionnaire.overview, name="overview"),
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/freeze/", frameworks.freeze, name="freeze"),
    path("frameworks/<int:pk>/", frameworks.framework, name="framework"),
    path("sector/", results.sector, name="sector"),
    path("shares/", results.shares, name="shares"),
    path("of/<int:pk>/begin/", questionnaire.begin, name="begin"),
    path("<int:pk>/", questionnaire.assessment, name="assessment"),
    path("<int:pk>/section/<str:section>/", questionnaire.section, name="section"),
    path("<int:pk>/same/", questionnaire.same, name="same"),
    path("<int:pk>/show/<str:criterion>/", questionnaire.show_document, name="show_document"),
    path("<int:pk>/submit/", questionnaire.submit, name="submit"),
    path("<int:pk>/hand-back/", questionnaire.hand_back, name="hand_back"),
    path("<int:pk>/result/", results.result, name="result"),
    path("<int:pk>/workbook.xlsx", sheets.workbook, name="workbook"),
    path("<int:pk>/workbooks/", sheets.hand_in_sheet, name="hand_in_sheet"),
    path("<int:pk>/workbooks/<int:sheet>/", sheets.sheet, name="sheet"),
    path("documents/of/<int:pk>/", documents.documents, name="documents"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/change/", documents.change, name="change_document"),
    path("plans/", plans.plans, name="plans"),
    path("plans/of/<int:pk>/", plans.plan, name="plan"),
    path("plans/of/<int:pk>/goals/", plans.set_goal, name="set_goal"),
    path("plans/of/<int:pk>/deed/", plans.deed, name="plan_deed"),
    path("goals/<int:pk>/", plans.goal, name="goal"),
]

door(45, _("Assessment"), "assessments:overview", may_read_results)
door(46, _("Action plan"), "assessments:plans", may_read_plans, inner=True)
door(47, _("The sector"), "assessments:sector", may_read_sector, inner=True)
door(48, _("Results over the years"), "assessments:shares", may_read_shares, inner=True)
door(49, _("What is assessed"), "assessments:frameworks", may_read_frameworks, inner=True)
