import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../src/domain/words/language-of.ts';

describe('languageOf', () => {
  it.each([
    ['en', 'I am out of the office until Monday.'],
    ['fi', 'Olen lomalla, palaan maanantaina.'],
    ['sv', 'Vi tar det efter nyår, hör av dig då.'],
    ['de', 'Ich bin bis Montag nicht im Büro.'],
    ['pl', 'Jestem na urlopie, odpowiem po powrocie.'],
    ['fr', 'Je suis absent du bureau jusqu’à lundi.'],
    ['es', 'Estoy fuera de la oficina hasta el lunes.'],
    ['it', 'Sono in ferie fino al 5 gennaio.'],
    ['nl', 'Ik ben tot maandag niet op kantoor.'],
    ['nb', 'Jeg er på ferie og er ikke tilbake før mandag, e-post blir ikke lest.'],
    ['da', 'Jeg er på ferie og kommer tilbage på mandag, hilsen fra kontoret, mange tak.'],
    ['pt', 'Estou de férias até segunda, obrigado pela mensagem.'],
    ['et', 'Olen puhkusel ja vastan teie kirjale pärast esmaspäeva, aitäh.'],
    ['ru', 'Я в отпуске до понедельника.'],
    ['ja', '休暇中です。月曜日に戻ります。'],
    ['zh', '我正在休假。'],
  ])('knows %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  it('takes the first of two languages', () => {
    expect(
      languageOf('Olen lomalla, palaan maanantaina takaisin.\n\nI am on holiday and will be back on Monday.'),
    ).toBe('fi');
  });

  it('takes a word for the language that was asked in', () => {
    expect(languageOf('Tak', 'Dzień dobry, czy dotarła do Państwa oferta?')).toBe('pl');
  });

  it('does not guess from a word alone', () => {
    expect(languageOf('OK')).toBeNull();
    expect(languageOf('')).toBeNull();
  });
});
