import { projectName } from './subject.ts';

/** What a seller asks for in an answer to one of Palaan's mails. */
export type Command =
  | { kind: 'stop' }
  | { kind: 'continue' }
  | { kind: 'skip' }
  | { kind: 'now' }
  | { kind: 'approve' }
  | { kind: 'status' }
  /** Answers to “it may or may not have left”. */
  | { kind: 'again' }
  | { kind: 'leave' }
  /** `when` as written: "3 Nov", "2w", "ensi viikolla". */
  | { kind: 'snooze'; when: string }
  | { kind: 'project'; name: string }
  | { kind: 'language'; language: string };

/** The words of each command in English, Finnish and Polish. The longest is tried first. */
const plain: Record<Exclude<Command['kind'], 'snooze' | 'project' | 'language'>, readonly string[]> = {
  stop: ['stop', 'cancel', 'lopeta', 'seis', 'peru', 'zatrzymaj', 'przerwij', 'koniec'],
  continue: ['continue', 'go on', 'resume', 'jatka', 'kontynuuj', 'dalej', 'wznów'],
  skip: ['skip', 'ohita', 'pomiń'],
  now: ['now', 'send now', 'nyt', 'heti', 'teraz', 'od razu'],
  approve: ['approve', 'yes', 'ok', 'hyväksy', 'hyväksyn', 'kyllä', 'zatwierdź', 'zatwierdzam', 'tak'],
  status: ['status', 'tila', 'tilanne', 'stan'],
  again: ['send again', 'again', 'lähetä uudelleen', 'uudelleen', 'wyślij ponownie', 'ponownie'],
  leave: ['leave it', 'leave', 'jätä', 'anna olla', 'zostaw'],
};
const snooze = ['snooze', 'wait', 'lykkää', 'torkku', 'odota', 'odłóż', 'przełóż', 'poczekaj'];
const project = ['project', 'projekti', 'hanke', 'projekt'];
const language = ['language', 'kieli', 'język', 'jezyk'];

const languageNames: Record<string, string> = {
  en: 'en',
  english: 'en',
  englanti: 'en',
  angielski: 'en',
  fi: 'fi',
  finnish: 'fi',
  suomi: 'fi',
  fiński: 'fi',
  pl: 'pl',
  polish: 'pl',
  puola: 'pl',
  polski: 'pl',
};

/** A seller's answer is read this far: commands stand at its top. */
const LINES = 10;

/**
 * Commands at the top of a seller's own words, one on a line. Reading stops at the first line that is none, so
 * that a sentence which happens to hold a command word steers nothing.
 */
export function parseCommands(words: string): Command[] {
  const commands: Command[] = [];
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, LINES);
  for (const line of lines) {
    const command = parseCommand(unquoted(line.slice(0, 200)));
    if (!command) break;
    commands.push(command);
  }
  return commands;
}

function parseCommand(line: string): Command | null {
  const said = line
    .normalize('NFC')
    .toLowerCase()
    .replace(/[.!]+$/, '')
    .trim();
  for (const [kind, words] of Object.entries(plain)) {
    if (words.includes(said)) return { kind: kind as keyof typeof plain };
  }
  const when = after(line, snooze, /^[\s:]+/);
  if (when) return { kind: 'snooze', when };
  const name = projectName(after(line, project, /^\s*[:=]\s*/) ?? '');
  if (name) return { kind: 'project', name };
  const asked = after(line, language, /^[\s:=]+/)?.toLowerCase();
  const code = asked === undefined ? undefined : languageNames[asked];
  return code ? { kind: 'language', language: code } : null;
}

/** What follows one of the words and a separator, or null. */
function after(line: string, words: readonly string[], separator: RegExp): string | null {
  const word = words.find((one) => line.toLowerCase().startsWith(one));
  if (!word) return null;
  const rest = line.slice(word.length);
  const gap = separator.exec(rest);
  return gap ? rest.slice(gap[0].length).trim() || null : null;
}

/** Our mails show commands in quotation marks, and some copy those too. */
function unquoted(line: string): string {
  return line.replace(/^["'“”„’*]+|["'“”’*.!]+$/gu, '').trim();
}
