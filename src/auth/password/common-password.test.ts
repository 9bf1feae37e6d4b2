import { expect, test } from 'vitest'

import { isCommonPassword } from './common-password.ts'

test.each([
  'passwordpassword',
  'Password123456',
  'P@ssw0rd2026!',
  'p4$$w0rdp4$$w0rd',
  'letmeinletmein!',
  'welcome12345',
  'admin1234567',
  '1qaz2wsx3edc',
  '123456789012',
  'abcdefghijkl',
  'qwertyuiop12',
  'xxxxxxxxxxxx',
  'x'.repeat(100),
  'abcabcabcabc',
  'flowdesk2026',
  'Flowdesk-2026!',
  'TwilioTwilio1',
  'correcthorsebatterystaple',
  'Correct Horse Battery Staple',
  'the quick brown fox',
])('%s is common', (password) => {
  expect(isCommonPassword(password)).toBe(true)
})

test.each([
  'correct horse battery',
  'lamp river tango',
  'flower-kettle-rain',
  'trumpet oyster 7',
  'kq7fz2mw9xr4',
  'Grüße an alle!',
  'örtliche Bäckerei',
  '電話サポート部門の合言葉です',
])('%s is not', (password) => {
  expect(isCommonPassword(password)).toBe(false)
})
