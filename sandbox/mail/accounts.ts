import type { SandboxAccount } from './post-office.ts';

/** Who has a mailbox where nobody else is named, as in palaan.try.yaml. */
export const defaultAccounts: SandboxAccount[] = [
  { address: 'track@palaan.example', password: 'track', name: 'the tracking mailbox' },
  { address: 'seller@nordwind.example', password: 'seller', name: 'a seller' },
  { address: 'prospect@acme.example', password: 'prospect', name: 'a prospect' },
];
