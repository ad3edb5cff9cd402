export function amount(value: number, digits: number): string;
