/** How long a page is not repeated for, where each time that somebody tries in vain would be noise. */
export const pageAgainMs = 15 * 60_000;
