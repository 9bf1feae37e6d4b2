import { SyntaxKind, type Node } from 'typescript/unstable/ast'
import {
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isIfStatement,
  isPropertyAccessExpression,
  isTypeOfExpression,
} from 'typescript/unstable/ast/is'

/** Whether the code checks for the feature first: `typeof a.b`, `a.b?.()`, `if (a.b) a.b()`, `'b' in a && a.b`. */
export function isFeatureDetected(node: Node & { text: string }): boolean {
  const expression = isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node
  const after = expression.parent
  if (isTypeOfExpression(after)) return true
  if ((isCallExpression(after) || isPropertyAccessExpression(after)) && after.expression === expression) {
    if (after.questionDotToken !== undefined) return true
  } else if (conditionOf(after) === expression) return true
  const named = new RegExp(String.raw`(?<![\w$])${node.text}(?![\w$])`)
  for (let inner: Node = expression; inner.parent; inner = inner.parent) {
    const condition = conditionOf(inner.parent)
    if (condition !== undefined && condition !== inner && named.test(condition.getText())) return true
  }
  return false
}

/** The condition of an `if`, a conditional expression or a logical operator. */
function conditionOf(node: Node): Node | undefined {
  if (isIfStatement(node)) return node.expression
  if (isConditionalExpression(node)) return node.condition
  const isLogical =
    isBinaryExpression(node) &&
    [SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken].includes(
      node.operatorToken.kind,
    )
  return isLogical ? node.left : undefined
}
