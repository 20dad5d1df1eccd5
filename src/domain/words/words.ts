import type { Words } from '../message.ts';

export function readWords(text: string): Words {
  return { own: text, quote: '', signature: '' };
}
