import ical, { ICalAlarmType, ICalEventBusyStatus } from 'ical-generator';

/** A task as a calendar entry that any calendar program understands (RFC 5545): half an hour, with an alarm. */
export function taskCalendar(task: {
  uid: string;
  summary: string;
  description: string;
  start: Date;
}): string {
  const calendar = ical({ prodId: { company: 'palaan', product: 'palaan' } });
  const event = calendar.createEvent({
    id: task.uid.replace(/[<>]/g, ''),
    start: task.start,
    end: new Date(task.start.getTime() + 30 * 60_000),
    summary: task.summary,
    description: task.description,
    busystatus: ICalEventBusyStatus.FREE,
  });
  event.createAlarm({ type: ICalAlarmType.display, trigger: 0, description: task.summary });
  return calendar.toString();
}
