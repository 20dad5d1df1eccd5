/** Local parts from which mail servers write. */
export const daemonLocalParts =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|post[-_.]?master|mdaemon|mail[-_.]?robot|mailguard|mail[-_.]?server|mailadmin|anti-?spam|utm|mail[-_.]?delivery[-_.]?(?:system|subsystem|service)?|mailsystem|mail[-_.]system|mail[-_. ]router|mailadm|bounces?|bounce-.{0,60}|bounced?[-_.]mail|imss|postoffice|microsoftexchange[0-9a-f]{16,64})$/;

/** Display names of mail servers. */
export const daemonNames = [
  'mail delivery',
  'mailer-daemon',
  'mailer daemon',
  'maildaemon',
  'mail daemon',
  'mail system',
  'mail administrator',
  'mail service',
  'mail router',
  'mail robot',
  'mailserver',
  'mail server',
  'antispam',
  'utm appliance',
  'delivery subsystem',
  'delivery notification',
  'internet mail delivery',
  'postmaster',
  'system administrator',
  'systemadministrator',
  'systemadministratör',
  'systembeheerder',
  'systeembeheerder',
  'administrateur système',
  'administrador del sistema',
  'administrador de sistema',
  'amministratore di sistema',
  'järjestelmänvalvoja',
  'administrator systemu',
  'системный администратор',
  'the post office',
  'postoffice',
];
