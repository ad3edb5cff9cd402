/** `"priority"` for the priority tier, or what to try in order: `"priority"` and ids of other models. */
export type OverloadPolicy = "priority" | readonly string[];
