"""Addresses of commitments, consequences and outcomes."""

from django.urls import path

from convenant.monitoring.views import commitments, consequences, outcomes

STANDING = [
    path("commitments/", commitments.overview, name="commitments"),
    path("commitments/new/", commitments.promise, name="promise"),
    path("commitments/gather/", commitments.gather, name="gather"),
    path("commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("commitments/<int:pk>/deed/", commitments.deed, name="commitment_deed"),
    path("consequences/", consequences.overview, name="consequences"),
    path("consequences/new/", consequences.announce, name="announce"),
    path("consequences/<int:pk>/", consequences.step, name="step"),
    path("consequences/<int:pk>/deed/", consequences.deed, name="step_deed"),
    path("outcomes/", outcomes.overview, name="outcomes"),
    path("outcomes/new/", outcomes.add, name="add_outcome"),
    path("outcomes/<int:pk>/", outcomes.outcome, name="outcome"),
    path("tables/", outcomes.tables, name="tables"),
    path("tables/monitoring.csv", outcomes.tables_csv, name="tables_csv"),
    path("tables/monitoring.xlsx", outcomes.tables_xlsx, name="tables_xlsx"),
]
