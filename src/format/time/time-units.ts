/** Durations in ms. A calendar day may be an hour shorter or longer than `dayMs`. */
export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
