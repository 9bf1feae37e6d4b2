/** Flowdesk's version, that of package.json. */
export const flowdeskVersion = '0.1.0'
