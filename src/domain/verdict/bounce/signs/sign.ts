/** Why a mail without a delivery-status part is a bounce all the same. */
export interface Sign {
  rule: string;
  where: string;
  quote: string;
}
