/** As the services take it: a point, at most six places. */
const QUANTITY = /^(0|[1-9]\d{0,14})(\.\d{1,6})?$/;

export const isQuantity = (text: string): boolean => QUANTITY.test(text);

/** `1.250,5` and `1250,5` as people here write it, and `1250.5`. */
export const quantityOf = (text: string): string => {
  const trimmed = text.trim();
  const isGrouped = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(trimmed);
  return (isGrouped ? trimmed.replaceAll('.', '') : trimmed).replace(',', '.');
};
