"""The words of the closed vocabularies on the screen."""

from django.utils.translation import gettext_lazy as _

from .vocabulary import Activity, Direction, Role

ROLE_LABELS = {
    Role.NUMBER: _("no."),
    Role.PARTNER: _("partner"),
    Role.AGREEMENT: _("agreement"),
    Role.TITLE: _("title"),
    Role.DATES: _("dates"),
    Role.PLACE: _("place"),
    Role.PARTICIPANTS: _("participants"),
    Role.CONTENT: _("content and result"),
}
ACTIVITY_LABELS = {
    Activity.VISIT: _("visit"),
    Activity.BUSINESS_TRIP: _("business trip"),
    Activity.RECEPTION: _("reception of a delegation"),
    Activity.BUSINESS_MISSION: _("business mission"),
    Activity.NEGOTIATIONS: _("negotiations"),
    Activity.MEETING: _("meeting"),
    Activity.SIGNING: _("signing"),
    Activity.EXHIBITION: _("exhibition"),
    Activity.FAIR: _("fair"),
    Activity.FORUM: _("forum"),
    Activity.CONFERENCE: _("conference"),
    Activity.SEMINAR: _("seminar"),
    Activity.ROUND_TABLE: _("round table"),
    Activity.SESSION: _("session"),
    Activity.TRAINING: _("training"),
    Activity.FESTIVAL: _("festival"),
    Activity.CONTEST: _("contest"),
    Activity.COMPETITION: _("competition in sport"),
    Activity.CONCERT: _("concert"),
    Activity.PERFORMANCE: _("performance"),
    Activity.PRESENTATION: _("presentation"),
    Activity.CELEBRATION: _("celebration"),
    Activity.EXCURSION: _("excursion"),
    Activity.EXPERIENCE_EXCHANGE: _("exchange of experience"),
    Activity.INFORMATION_EXCHANGE: _("exchange of information"),
    Activity.CAMPAIGN: _("campaign"),
    Activity.SALE: _("sale"),
}
DIRECTION_LABELS = {
    Direction.OUTGOING: _("out"),
    Direction.INCOMING: _("in"),
    Direction.AT_HOME: _("at home"),
}
