import type { Sequence } from '../domain/sequence.ts';
import type { NoticeName } from '../domain/thread/notice.ts';
import { TemplateError } from '../errors.ts';
import { type Mail, type Rendered, renderMail } from './mail.ts';
import { suggestion } from './suggest.ts';
import type { MailVariables, NoticeVariables } from './variables.ts';

/** A sequence with its mails, by step and then by language. */
export interface SequenceTemplates {
  sequence: Sequence;
  languages: string[];
  mails: ReadonlyMap<string, ReadonlyMap<string, Mail>>;
}

/** Everything that is in use, each part checked. */
export interface Templates {
  sequences: ReadonlyMap<string, SequenceTemplates>;
  notices: ReadonlyMap<NoticeName, ReadonlyMap<string, Mail>>;
}

/** Which mail of which sequence, with what values. */
export interface MailRequest {
  sequence: string;
  step: string;
  language: string;
  variables: MailVariables;
}

/** The language that a notice falls back to: the one that every notice has. */
const commonLanguage = 'en';

/** The sequences and mails as marketing wrote them, at one moment; never changes once it is there. */
export class TemplateLibrary {
  readonly templates: Templates;

  constructor(templates: Templates) {
    this.templates = templates;
  }

  /** Names of the sequences, in alphabetical order. */
  names(): string[] {
    return [...this.templates.sequences.keys()].sort();
  }

  sequence(name: string): Sequence | undefined {
    return this.templates.sequences.get(name)?.sequence;
  }

  /** Languages that every mail of the sequence has; empty for an unknown sequence. */
  languages(name: string): string[] {
    return this.templates.sequences.get(name)?.languages ?? [];
  }

  /**
   * The mail of a step as it will leave.
   * @throws TemplateHole when a value is missing; TemplateError when there is no such mail.
   */
  render({ sequence, step, language, variables }: MailRequest): Rendered {
    const known = this.templates.sequences.get(sequence);
    if (!known) {
      throw new TemplateError(`There is no sequence ${sequence}${suggestion(sequence, this.names()) || '.'}`);
    }
    const mail = known.mails.get(step)?.get(language);
    if (mail) return renderMail(mail, variables);
    const there = `its steps are ${[...known.mails.keys()].join(', ')}, in ${known.languages.join(', ')}.`;
    throw new TemplateError(`${sequence} has no mail for the step ${step} in ${language}: ${there}`);
  }

  /** A mail from Palaan to the seller; in English where the notice has not got the language. */
  renderNotice<N extends NoticeName>(
    name: N,
    language: string,
    variables: NoticeVariables[N],
  ): Rendered & { subject: string } {
    const mails = this.templates.notices.get(name);
    const mail = mails?.get(language) ?? mails?.get(commonLanguage);
    if (!mail) throw new TemplateError(`There is no notice ${name} in ${language} or ${commonLanguage}.`);
    const rendered = renderMail(mail, variables);
    return { ...rendered, subject: rendered.subject ?? name };
  }
}
