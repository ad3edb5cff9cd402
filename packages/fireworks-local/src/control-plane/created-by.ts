/** Who made everything here. */
export const CREATED_BY = "dev@fireworks.local";
