"""The room's pages within an agreement."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.decisions.rules import may_follow, may_read_log
from convenant.decisions.views import (
    asks,
    calendars,
    items,
    log,
    meetings,
    minutes,
    overview,
    proposals,
)
from convenant.people.access import door

app_name = "decisions"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("meetings/new/", meetings.plan, name="plan"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/deed/", meetings.deed, name="meeting_deed"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/deed/", minutes.deed, name="minutes_deed"),
    path("meetings/<int:pk>/minutes.txt", minutes.file, name="minutes_file"),
    path("items/<int:pk>/", items.item, name="item"),
    path("items/<int:pk>/deed/", items.deed, name="item_deed"),
    path("papers/<int:pk>/", items.paper, name="paper"),
    path("actions/<int:pk>/done/", items.action, name="action_done"),
    path("new/", proposals.new, name="propose"),
    path("log/", log.log, name="log"),
    path("asks/", asks.asks, name="asks"),
    path("asks/new/", asks.new, name="ask_new"),
    path("asks/<int:number>/", asks.ask, name="ask"),
    path("asks/<int:number>/deed/", asks.deed, name="ask_deed"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendars.file, name="calendar_file"),
    path("<int:number>/", proposals.proposal, name="proposal"),
    path("<int:number>/deed/", proposals.deed, name="proposal_deed"),
    path("<int:number>/compare/", proposals.compare, name="compare"),
]

door(25, _("Decisions"), "decisions:overview", may_follow)
door(26, _("Decision log"), "decisions:log", may_read_log, inner=True)
door(27, _("Requests to the state"), "decisions:asks", may_follow, inner=True)
door(28, _("Calendar"), "decisions:calendar", may_follow, inner=True)
