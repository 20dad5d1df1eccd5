/** Where a person works: IANA zone ('Europe/Helsinki') and ISO 3166-1 country ('FI'), with a region where one has holidays of its own. */
export interface Place {
  zone: string;
  country: string;
  region?: string;
}

/** When mail may leave: ISO weekdays (1 is Monday), local times 'HH:mm'; `to` is exclusive. */
export interface SendWindow {
  days: number[];
  from: string;
  to: string;
}

export const defaultWindow: SendWindow = { days: [1, 2, 3, 4, 5], from: '09:00', to: '16:00' };
