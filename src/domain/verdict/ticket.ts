import { header, type Message } from '../message.ts';
import { anyWording } from '../wording.ts';
import { botIn, greetsByName } from './note.ts';
import { saysI, speaksOfOneself } from './oneself.ts';
import { refusalIn } from './opt-out.ts';
import { asks, ownReading, says } from './reading.ts';
import { answerTime } from './receipt-form.ts';

/** Programs that send on what a person of a help desk has typed. */
const system =
  /\b(?:zendesk|freshdesk|freshservice|osticket|glpi|otrs|znuny|request tracker|\brt \d|help ?scout|zammad|jira|servicenow|intercom|front|gorgias|kayako|hubspot|salesforce|efecte|deskpro|phpmailer)\b/i;
const systemField =
  /^x-(?:zendesk|fd|fw|freshdesk|osticket|otrs|rt|glpi|helpscout|zammad|jira|servicenow|efecte)-/;
/** "[#5093]", "[Ticket#9300417]", "PALV-20417". */
const ticketNumber =
  /[[(#][^\])]{0,20}\d{3,}[\])]?|^(?:re: )?\p{Lu}{2,10}-\d{2,}\s|\b(?:ticket|case|request|vorgang|anfrage|zgłoszenie|sprawa|ärende|tapaus|tiketti|palvelupyyntö)\s{0,2}(?:id|nr|no|numer)?\.?\s{0,2}[#:]?\s{0,2}[\d-]{3,}/iu;

/** "Did this help you? Yes / No" is what the program asks. */
const survey = /\b(?:helpful|help you|hilfreich|utile|util|przydatn|hjalp|apua|nuttig)\w*[^?\n]{0,40}\?/;

/** No program answers an offer. */
const declining = anyWording(
  "not interested|no interest|no thank(s| you)|(don't|do not|doesn't) (want|need)|already (have|use|work)|not for us",
  'kein (interesse|bedarf)|haben (wir )?bereits|brauchen wir nicht',
  'ei (kiinnosta|tarvetta)|emme tarvitse|meillä on jo',
  'inte intresse*|har redan|behöver (vi )?inte|nej tack',
  'nie (jesteśmy|jestem) zainteresowan*|mamy już|nie potrzebujemy|nie, dziękuj*',
);

const byProgram = ['absent', 'left', 'automated', 'challenge'] as const;
/** What confirmations say, and people less often. */
const canned = ['received', 'processed', 'later', 'limited', 'urgent'] as const;

/**
 * Whether a person at a help desk wrote it, though the ticket system marks every mail as auto-generated (RFC 3834 5.1): they
 * ask something, decline, or put it off, and the words are no confirmation of receipt. In doubt it is the program.
 */
export function byAgent(message: Message): boolean {
  const auto = header(message.headers, 'auto-submitted') ?? '';
  const mailer = header(message.headers, 'x-mailer') ?? header(message.headers, 'user-agent') ?? '';
  const id = header(message.headers, 'message-id') ?? '';
  const isSystem =
    system.test(mailer) || system.test(id) || message.headers.some(({ name }) => systemField.test(name));
  // Responders write "auto-replied"; some ticket systems write it on all that they send.
  if (!(isSystem ? /^\s*auto-(?:generated|replied)/i : /^\s*auto-generated/i).test(auto)) return false;
  const own = ownReading(message);
  // No responder knows the name of the one it answers, and says "I" as well.
  const isPerson = saysI(own.folded) && greetsByName(message, own);
  if (!isSystem && !isPerson && !ticketNumber.test(message.subject.slice(0, 300))) return false;
  // "I've not forwarded it": who greets by name and says "I" speaks of what programs tell.
  if (byProgram.some((saying) => says(saying, own) && !(saying === 'automated' && isPerson))) return false;
  if (botIn(own) !== null) return false;
  if (/replied/i.test(auto) && !greetsByName(message, own)) return false;
  // Confirmations say "we": "I have passed it on to our engineers".
  if (saysI(own.folded)) return true;
  // "We look at it as soon as we can, normally inside one working day. Have you tried our help pages?"
  if (answerTime(own) !== null) return false;
  if (refusalIn(own) !== null) return true;
  // "We have received your case and will be in touch within 48 hours."
  if (says('defer', own)) return !(says('received', own) && says('processed', own));
  if (asks(own) && !survey.test(own.folded)) return !says('received', own);
  if (declining.test(own.folded) && !says('received', own)) return true;
  // Nothing that programs say: "Hello Sam, I rang our office for you, and they will write themselves."
  if (canned.some((saying) => says(saying, own))) return false;
  if (speaksOfOneself(own.folded) || says('person', own)) return true;
  return greetsByName(message, own) && !says('thanks', own);
}
