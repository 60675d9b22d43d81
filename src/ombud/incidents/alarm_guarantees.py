"""D12 in the database: an alarm rings once a level, until it is heeded, and all of that stays on record."""

from ombud.guarantees.declared import Guarantee, Refuse, append_only

ALARMS: list[Guarantee] = [
    append_only("incidents_alarm_kept", "incidents_alarm", "that an alarm rang, and why, stays on record (D12)"),
    Refuse(
        "incidents_level_rings_once", "incidents_alarm", ("INSERT",),
        "EXISTS (SELECT 1 FROM incidents_alarm a WHERE a.incident_id = NEW.incident_id AND a.level >= NEW.level)",
        "an alarm is never repeated: only a higher level rings anew",
        lock="1 FROM incidents_incident WHERE id = NEW.incident_id FOR UPDATE",
    ),
    append_only("incidents_ring_kept", "incidents_ring", "who was rung for, and when, stays on record (D12)"),
    Refuse(
        "incidents_heeded_rings_no_more", "incidents_ring", ("INSERT",),
        "EXISTS (SELECT 1 FROM incidents_heeded h WHERE h.alarm_id = NEW.alarm_id)",
        "an alarm that was heeded rings no more",
        lock="1 FROM incidents_alarm WHERE id = NEW.alarm_id FOR UPDATE",
    ),
    append_only("incidents_heeded_kept", "incidents_heeded", "who heeded an alarm, and when, stays on record (D12)"),
    Refuse(
        "incidents_d12_heeded_by_who_leads", "incidents_heeded", ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM incidents_ring r WHERE r.alarm_id = NEW.alarm_id AND r.whom_id = NEW.by_id) "
        "AND NOT EXISTS (SELECT 1 FROM team_post p WHERE p.member_id = NEW.by_id AND p.role IN ('leader', 'admin'))",
        "an alarm is heeded by whoever leads, or was rung for (D12)",
        lock="1 FROM incidents_alarm WHERE id = NEW.alarm_id FOR UPDATE",
    ),
    append_only("incidents_surge_kept", "incidents_surge", "that there was more than usual stays on record (D33)"),
]  # fmt: skip
