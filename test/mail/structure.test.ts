import type { MessageStructureObject } from 'imapflow';
import { describe, expect, it } from 'vitest';
import { fetchLimits, outline } from '../../src/mail/structure.ts';

const header = Buffer.from('Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n');

function mixed(childNodes: MessageStructureObject[], type = 'multipart/mixed'): MessageStructureObject {
  return { type, childNodes: childNodes.map((child, i) => ({ part: `${i + 1}`, ...child })) };
}

function sectionsOf(structure: MessageStructureObject): string[] {
  return outline(structure, header, 100_000).sections.map((section) => section.name);
}

describe('what is fetched of a mail', () => {
  it('is its inline texts and its reports, and no attachment, be it text or not', () => {
    const structure = mixed([
      { type: 'text/plain', size: 10 },
      { type: 'text/html', size: 10, disposition: 'inline' },
      { type: 'text/plain', size: 10, disposition: 'attachment' },
      { type: 'image/png', size: 10, disposition: 'inline' },
      { type: 'message/delivery-status', size: 10, disposition: 'attachment' },
      { type: 'message/disposition-notification', size: 10 },
      { type: 'message/feedback-report', size: 10 },
      { type: 'text/rfc822-headers', size: 10, disposition: 'attachment' },
    ]);
    expect(sectionsOf(structure)).toEqual(['1', '2', '5', '6', '7', '8']);
  });

  it('is the only part of a mail without parts', () => {
    expect(sectionsOf({ type: 'text/plain', size: 10 })).toEqual(['1']);
  });

  it('is the header of an embedded message and none of its texts', () => {
    const inner = { part: '2', type: 'text/plain', size: 10 };
    const structure = mixed([
      { type: 'text/plain', size: 10 },
      { type: 'message/rfc822', size: 50, childNodes: [inner] },
    ]);
    const { root, sections } = outline(structure, header, 1000);
    expect(sections.map((section) => section.name)).toEqual(['1', '2.HEADER']);
    sections[1]?.fill(Buffer.from('Message-ID: <a@b.example>\r\n\r\n'));
    expect(root.children[1]?.children[0]?.headers).toEqual([{ name: 'message-id', value: '<a@b.example>' }]);
  });

  it('stays within its limits, however many parts there are', () => {
    const structure = mixed(Array.from({ length: 5000 }, () => ({ type: 'text/plain', size: 60_000 })));
    const { root, sections } = outline(structure, header, 1_000_000);
    expect(root.children.length).toBeLessThanOrEqual(fetchLimits.parts);
    expect(sections.length).toBeLessThanOrEqual(fetchLimits.texts);
    const bytes = sections.reduce((sum, section) => sum + section.maxBytes, 0);
    expect(bytes).toBeLessThanOrEqual(fetchLimits.allTextBytes + fetchLimits.textBytes);
  });

  it('is called truncated where it was cut', () => {
    const { root } = outline({ type: 'text/plain', size: fetchLimits.textBytes + 1 }, Buffer.from('\r\n'), 1);
    expect(root.truncated).toBe(true);
  });
});

describe('a description that cannot be true', () => {
  it('names a multipart without a single byte in it', () => {
    const structure = mixed([{ type: 'text/plain', size: 0 }]);
    expect(outline(structure, header, 5000).isPlausible).toBe(false);
  });

  it('names one part where the header says multipart', () => {
    expect(outline({ type: 'text/plain', size: 900 }, header, 1000).isPlausible).toBe(false);
  });

  it('is no description with names that are dangerous in JavaScript', () => {
    const parameters = JSON.parse('{"__proto__": "x", "constructor": "y"}');
    const { root } = outline({ type: 'text/plain', parameters, size: 1 }, Buffer.from('\r\n'), 3);
    expect(Object.getPrototypeOf(root.params)).toBe(Object.prototype);
  });
});
