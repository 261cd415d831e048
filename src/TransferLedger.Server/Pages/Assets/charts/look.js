/** What Plot calls its drawings; the pages allow the style that it writes for this name. */
export const CLASS_NAME = "plot";
