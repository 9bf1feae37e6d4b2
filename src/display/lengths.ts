/** Lengths of time in ms. A calendar's day may be an hour shorter or longer than this one. */
export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
