// Numbers as the reports write them: thin spaces between thousands, three digits that count.

const thin = "\u2009";

/** A whole number with thin spaces. */
export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, thin);
}

/** A number with `digits` digits that count, never in powers of ten. */
export function significant(value, digits = 4) {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 10 ** (digits - 1)) return count(Math.round(value));
  const places = value === 0 ? digits - 1 : Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(places, digits - 1)).replace("-", "\u2212");
}

/** A share in per cent. */
export function percent(value) {
  return hundredths(100 * value);
}

/** What is in per cent already. */
export function hundredths(value) {
  return `${value.toFixed(1)}${thin}%`;
}

/** `1 token`, `2 tokens`. */
export function counted(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A size in bytes, as a person reads it. */
export function size(bytes) {
  if (bytes < 10_000) return counted(bytes, "byte");
  return bytes < 1_000_000 ? `${significant(bytes / 1000, 3)} kB` : `${significant(bytes / 1_000_000, 3)} MB`;
}
